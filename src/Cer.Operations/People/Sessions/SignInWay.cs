namespace Cer.Operations.People.Sessions;

/// <summary>By what somebody came in.</summary>
public enum SignInWay
{
    Password,
    Passkey,

    /// <summary>A link that came by mail.</summary>
    Link,

    Invite,

    /// <summary>A change of the account that ended every session and goes on with a new one.</summary>
    Change,
}
