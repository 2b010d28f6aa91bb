namespace Cer.Exchange.UrbanDatasets;

/// <summary>A property that tells of a power or of a reactive energy.</summary>
/// <remarks>
/// The power is that of ten by which a message's unit exceeds a micro-kW or a micro-kvarh; null where it declares a unit that nobody
/// knows.
/// </remarks>
internal sealed record SideProperty(string Name, SideQuantity Quantity, int? Power = SideProperty.Default)
{
    /// <summary>What a message means that does not say: kW and kvarh.</summary>
    public const int Default = 6;

    private bool IsPower => Quantity <= SideQuantity.ProducedPower;

    public string Unit => IsPower ? "kW" : "kvarh";

    /// <summary>The property in the unit that a message declares.</summary>
    public SideProperty In(string unit) => this with
    {
        Power = (IsPower, unit) switch
        {
            (true, "kilowatt") or (false, "kilovoltamperereactivePerHour") => 6,
            (true, "watt") or (false, "voltamperereactivePerHour") => 3,
            (true, "megawatt") or (false, "megavoltamperereactivePerHour") => 9,
            _ => null,
        },
    };
}
