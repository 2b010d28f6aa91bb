namespace Cer.Domain.Community;

/// <summary>One step of the distribution: a part of the month's amount, for a fund or for a class of members.</summary>
/// <param name="Fund">The fund it feeds; null when it is for members.</param>
/// <param name="Percent">Part of the month's amount, per cent; null takes what is left.</param>
/// <param name="Audience">Who shares it; null when it feeds a fund.</param>
public sealed record DistributionStep(string? Fund, decimal? Percent, Audience? Audience)
{
    /// <summary>The label of the class, when it is for members; it changes no figure.</summary>
    public string? Class { get; init; }
}
