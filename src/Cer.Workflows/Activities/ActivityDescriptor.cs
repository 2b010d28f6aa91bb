namespace Cer.Workflows.Activities;

/// <summary>What an activity is and takes, as the editor shows it.</summary>
/// <param name="Type">Such as <c>Elsa.WriteLine</c>.</param>
/// <param name="Category">Where the palette lists it.</param>
public sealed record ActivityDescriptor(string Type, string Category)
{
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Outcomes that arrows can leave from; empty when the definition's own content says which.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Places for activities inside it.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Whether it can begin an instance.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether its end is the end of the container around it.</summary>
    public bool IsTerminal { get; init; }
}
