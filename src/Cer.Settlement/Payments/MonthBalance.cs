using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>A month between its advance and its balance.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Status">Of its settlement; null while it is not settled.</param>
/// <param name="Surplus">Its part of the year's surplus.</param>
/// <param name="Units">The units that are active in it.</param>
public sealed record MonthBalance(
    MarketMonth Month, MonthStatus? Status, Money? Surplus, IReadOnlyList<UnitBalance> Units)
{
    public MonthDates Dates => MonthDates.Of(new YearMonth(Month.Year, Month.Month));

    public Money? DuePremium => Sum(unit => unit.DuePremium);

    public Money? DueCac => Sum(unit => unit.DueCac);

    /// <summary>Tariff, surplus included, and contribution: what of them is known.</summary>
    public Money? Due => DuePremium is { } premium ? premium + (DueCac ?? Money.Zero) : null;

    public Money AdvancePremium => Units.Aggregate(Money.Zero, (sum, unit) => sum + unit.AdvancePremium);

    public Money? AdvanceCac => Sum(unit => unit.AdvanceCac);

    /// <summary>Both instalments: what of them is known.</summary>
    public Money Advance => AdvancePremium + (AdvanceCac ?? Money.Zero);

    /// <summary>Due less advanced; null while the month is not settled.</summary>
    public Money? Balance => Due - Advance;

    /// <summary>Whether the result is told: a partial one only when it exceeds the advance.</summary>
    /// <remarks>Source: Regole Operative p. 37.</remarks>
    public bool IsPublished => Balance is { } balance && (Status != MonthStatus.Partial || balance.Cents > 0);

    /// <summary>The movements of the month that can be foretold.</summary>
    public IEnumerable<Movement> Movements()
    {
        var dates = Dates;
        if (AdvancePremium != Money.Zero) yield return Advanced(MovementKind.AdvancePremium, AdvancePremium);
        if (AdvanceCac is { } cac && cac != Money.Zero) yield return Advanced(MovementKind.AdvanceCac, cac);
        if (!IsPublished) yield break;
        var surplus = Surplus ?? Money.Zero;
        yield return Settled(MovementKind.BalancePremium, DuePremium!.Value - surplus - AdvancePremium);
        if (DueCac - AdvanceCac is { } rest) yield return Settled(MovementKind.BalanceCac, rest);
        if (surplus != Money.Zero) yield return Settled(MovementKind.Surplus, surplus);

        Movement Advanced(MovementKind kind, Money amount) =>
            new(kind, Month, amount, dates.AdvancePublished, dates.AdvancePaid);

        Movement Settled(MovementKind kind, Money amount) =>
            new(kind, Month, amount, dates.BalancePublished, dates.BalancePaid);
    }

    private Money? Sum(Func<UnitBalance, Money?> part) =>
        Units.Aggregate((Money?)Money.Zero, (sum, unit) => sum + part(unit));
}
