namespace Cer.Host.People;

/// <summary>The kinds of callers.</summary>
internal enum Door
{
    /// <summary>Anybody: health, sign-in, invites, the pages' own files.</summary>
    Public,

    /// <summary>Devices and clouds, with tokens of their own in a header, which no page of another site can send.</summary>
    Devices,

    /// <summary>Whoever holds a sealed link of a letter: the endpoint opens it itself, and no page of another site has one.</summary>
    Links,

    /// <summary>Any person who is signed in.</summary>
    SignedIn,

    /// <summary>People with a role that fits.</summary>
    Roles,
}
