using System.Numerics;
using Cer.Domain;
using Cer.Domain.Community;

namespace Cer.Settlement.Distributing;

/// <summary>What a step of the regolamento did with one kind of a month's money.</summary>
/// <param name="Kind">Which money.</param>
/// <param name="Number">Place of the step, from 1; 0 for the rule of the surplus.</param>
/// <param name="Of">The month's amount of that kind.</param>
/// <param name="Percent">The step's percentage of it; null when it took what was left.</param>
/// <param name="Taken">What it took.</param>
/// <param name="Fund">The fund that got it; null when members did.</param>
/// <param name="Audience">Who shared it, and by what.</param>
/// <param name="Weights">Weight of each member of the month; energies in micro-kWh, others times a million.</param>
/// <param name="Parts">What each member got.</param>
public sealed record DealtStep(
    MoneyKind Kind,
    int Number,
    Money Of,
    decimal? Percent,
    Money Taken,
    string? Fund,
    Audience? Audience,
    IReadOnlyList<BigInteger> Weights,
    IReadOnlyList<Money> Parts);
