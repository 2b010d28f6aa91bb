namespace Cer.Operations.People;

/// <summary>Whether a person may sign in.</summary>
public enum PersonState
{
    Active,

    /// <summary>No password yet.</summary>
    Invited,

    Disabled,
}
