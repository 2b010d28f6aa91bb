namespace Cer.Workflows.Local;

/// <summary>What an expression finds when it is tried.</summary>
/// <param name="Input">Inputs of the workflow by name.</param>
/// <param name="Variables">Variables by name; those that nobody declared are there too.</param>
/// <param name="Outputs">Outputs by the activity's id.</param>
public sealed record TrialValues(
    OrderedDictionary<string, object?> Input,
    OrderedDictionary<string, object?> Variables,
    OrderedDictionary<string, object?> Outputs);
