namespace Cer.Domain.Codes;

/// <summary>Whether units without incentive take their part of the shared energy by age too: regulation Q2.</summary>
public enum MeritOrderRule
{
    All,
    IncentivisedFirst,
}
