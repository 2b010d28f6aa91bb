using Cer.Domain;

namespace Cer.Settlement.Closing;

/// <summary>The money of a whole month.</summary>
/// <param name="Tip">The tariff, its surplus included.</param>
/// <param name="Cac">The contribution.</param>
/// <param name="Surplus">The month's part of the year's surplus.</param>
public readonly record struct MonthSums(Money Tip, Money Cac, Money Surplus)
{
    public bool IsNothing => this == default;

    public Money Total => Tip + Cac;

    public static MonthSums operator -(MonthSums left, MonthSums right) =>
        new(left.Tip - right.Tip, left.Cac - right.Cac, left.Surplus - right.Surplus);

    public static MonthSums Subtract(MonthSums left, MonthSums right) => left - right;
}
