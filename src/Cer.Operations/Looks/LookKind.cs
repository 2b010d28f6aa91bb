namespace Cer.Operations.Looks;

/// <summary>What of a member the staff asks for; each is told to the member in words of its own.</summary>
public enum LookKind
{
    /// <summary>The member's page: points, months, amounts.</summary>
    Member,

    /// <summary>A table in which every member's energy and amounts stand.</summary>
    Members,

    /// <summary>The readings of a point on a day.</summary>
    Readings,

    /// <summary>The quarters of a point on a day, beside what each source said.</summary>
    Quality,

    /// <summary>Values proposed for what a point lacks.</summary>
    Estimate,

    /// <summary>Powers of a device on a day.</summary>
    Powers,

    /// <summary>One hour of the member, explained.</summary>
    Hour,

    /// <summary>Why the member's amount of a month is what it is.</summary>
    Why,

    /// <summary>The production of the member's plant.</summary>
    Plant,

    /// <summary>A document of the member.</summary>
    Document,

    /// <summary>The month's report, which names every member.</summary>
    Report,

    /// <summary>A letter with a document of the member.</summary>
    Letter,

    /// <summary>What every member is paid for a month.</summary>
    Payments,

    /// <summary>The register of the desk: names, points and papers of every member.</summary>
    Desk,

    /// <summary>The scan of a paper of the member.</summary>
    Paper,

    /// <summary>Totals of so few that they come down to the member's figures.</summary>
    Totals,

    /// <summary>The member's own page, by somebody who acts for it.</summary>
    Delegate,
}
