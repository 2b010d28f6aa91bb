namespace Cer.Operations.People;

/// <summary>What became of a change in the store.</summary>
public enum ChangeOutcome
{
    Done,

    /// <summary>There is no such person.</summary>
    Nobody,

    /// <summary>Nobody would be left who runs the house; nothing was changed.</summary>
    OnlyAdministrator,
}
