namespace Cer.Operations.Settling;

/// <summary>What a run was made from: the program, the rule sets in their order, and a hash of each file.</summary>
public sealed record RunRecord(
    string Program, IReadOnlyList<string> Rules, IReadOnlyList<KeyValuePair<string, string>> Inputs);
