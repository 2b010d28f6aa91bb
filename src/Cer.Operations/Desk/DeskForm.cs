namespace Cer.Operations.Desk;

/// <summary>A form of the desk as it was filled in: texts, nothing of it believed yet.</summary>
public sealed record DeskForm
{
    /// <summary>enrol, point, leave, move or unit.</summary>
    public string? Kind { get; init; }

    /// <summary>The member's code, of one who is known.</summary>
    public string? Member { get; init; }

    public string? Name { get; init; }

    public string? Category { get; init; }

    /// <summary>Where the invite to the own page goes; without one it is made on the page of people.</summary>
    public string? Email { get; init; }

    /// <summary>Whether it may not take from the surplus; as its category has it when null.</summary>
    public bool? Enterprise { get; init; }

    public IReadOnlyList<PointForm>? Points { get; init; }

    /// <summary>A point that is known.</summary>
    public string? Pod { get; init; }

    /// <summary>The member who takes a point over.</summary>
    public string? To { get; init; }

    /// <summary>The first day; of who leaves the last.</summary>
    public string? Day { get; init; }

    public string? Substation { get; init; }

    public string? Unit { get; init; }

    public string? PowerKw { get; init; }

    public string? InService { get; init; }

    public EvidenceForm? Evidence { get; init; }

    public TermForm? Consent { get; init; }

    public DelegationForm? Delegation { get; init; }

    public sealed record PointForm(string? Pod, string? Voltage);

    public sealed record EvidenceForm(string? Kind, string? Number, string? Dated, string? KeptAt);

    public sealed record TermForm(string? From, string? To);

    public sealed record DelegationForm(string? Name, string? From, string? To, EvidenceForm? Evidence, string? Email = null);
}
