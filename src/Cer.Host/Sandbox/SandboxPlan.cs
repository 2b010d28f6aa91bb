namespace Cer.Host.Sandbox;

/// <summary>Which faults come next: first those of a list, then by chance from a seed.</summary>
/// <param name="Script">Faults in order, one a call; "none" lets a call pass.</param>
/// <param name="Seed">Where chance begins: the same seed gives the same faults.</param>
/// <param name="Percent">How many of a hundred calls meet one.</param>
/// <param name="Silence">For how many seconds no answer comes, where none is to come.</param>
internal sealed record SandboxPlan(IReadOnlyList<string>? Script, int Seed, int Percent, double? Silence)
{
    /// <summary>How many calls had their turn: a restart goes on behind them.</summary>
    public long Turn { get; init; }

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    public string? Problem
    {
        get
        {
            if (Percent is < 0 or > 100) return $"Found {Percent} percent, expected 0 to 100.";
            if (Silence is not null and not (> 0 and <= 600)) return "Found another silence, expected seconds up to 600.";
            if (Script is { Count: > 10_000 }) return "Found a script of more than 10000 faults, expected at most that.";
            var known = SandboxFault.OfPackages.Append(SandboxFault.None).ToArray();
            return Script?.FirstOrDefault(one => !known.Contains(one)) is null
                ? null
                : $"Found another fault, expected {string.Join('|', known)}.";
        }
    }
}
