namespace Cer.Settlement.Months;

/// <summary>The configuration's energies of a month by hour, in micro-kWh.</summary>
public sealed class HourTotals(int hours)
{
    public long[] Injected { get; } = new long[hours];

    public long[] Withdrawn { get; } = new long[hours];

    public long[] Shared { get; } = new long[hours];

    /// <summary>Withdrawals of points at low voltage; only a group (GAC) asks for them.</summary>
    public long[] LowVoltageWithdrawn { get; init; } = [];

    /// <summary>Withdrawals of holders that the factor F does not touch.</summary>
    public long[] ExemptWithdrawn { get; } = new long[hours];
}
