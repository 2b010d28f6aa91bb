using Cer.Operations.Ports;

namespace Cer.Operations.Viewing;

/// <summary>A month as a run has kept it.</summary>
public sealed record RunMonth(
    IReadOnlyList<UnitMonth> Units,
    IReadOnlyList<MemberMonth> Members,
    IReadOnlyList<FundMonth> Funds,
    IReadOnlyList<string> Warnings);
