using NodaTime;

namespace Cer.Operations.Watching;

/// <summary>Something of a community's energy that somebody should look at.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Key">Names the incident: the same while it lasts.</param>
/// <param name="Place">Where, as people call it, without the code of a point.</param>
/// <param name="Since">When it began.</param>
/// <param name="Figures">How much.</param>
/// <param name="IsMeasured">Whether all the figures rest on measured values.</param>
public sealed record Anomaly(
    AnomalyCheck Check, string Key, string Place, Instant Since, IReadOnlyList<AnomalyFigure> Figures, bool IsMeasured)
{
    /// <summary>Which way it goes, where there are two: high or low.</summary>
    public string? Way { get; init; }

    public decimal Figure(string name) => Figures.First(figure => figure.Name == name).Value;
}
