namespace Cer.Settlement.Distributing;

/// <summary>The kinds of money of a month, which are split apart: the incentive, the contribution, the surplus.</summary>
public enum MoneyKind
{
    Premium,
    Cac,
    Surplus,
}
