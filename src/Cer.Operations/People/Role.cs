namespace Cer.Operations.People;

/// <summary>What a person may do in a community.</summary>
public enum Role
{
    /// <summary>Runs the house: people, roles, settings. Does not imply <see cref="Approver" />.</summary>
    Administrator,

    /// <summary>Works on data and months.</summary>
    Operator,

    /// <summary>Approves payments; of two that are needed, each is another person.</summary>
    Approver,

    /// <summary>Reads everything of the staff and changes nothing.</summary>
    Auditor,

    /// <summary>Sees the things of one member, its own.</summary>
    Member,

    /// <summary>Reads everything of the staff; chooses tax profiles and enters what was advised and received.</summary>
    Accountant,

    /// <summary>Draws workflows and tries them on samples; sees no data of members and no money.</summary>
    Designer,

    /// <summary>May look at pages of members by delegations; sees nothing without one that runs.</summary>
    Delegate,
}
