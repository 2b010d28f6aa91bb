namespace Cer.Exchange.UrbanDatasets;

/// <summary>Powers in micro-kW and reactive energies in micro-kvarh of one quarter; what is not told is null.</summary>
public sealed class SideValues
{
    public static readonly int Count = Enum.GetValues<SideQuantity>().Length;

    private readonly long?[] _values;

    public SideValues()
        : this(new long?[Count])
    {
    }

    private SideValues(long?[] values) => _values = values;

    public long? this[SideQuantity quantity] => _values[(int)quantity];

    /// <summary>In the order of the quantities; null where one is not told.</summary>
    public static SideValues Of(IEnumerable<long?> values) => new([.. values]);

    internal void Set(SideQuantity quantity, long? value) => _values[(int)quantity] = value;
}
