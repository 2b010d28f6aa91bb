using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>A settlement's input together with the record of what it was read from.</summary>
public sealed record SettlementMaterial(
    SettlementInput Input, IReadOnlyList<KeyValuePair<string, string>> Hashes);
