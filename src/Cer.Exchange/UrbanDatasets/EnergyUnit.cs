namespace Cer.Exchange.UrbanDatasets;

/// <summary>The units of energy that a message may declare, as powers of ten of a micro-kWh.</summary>
internal static class EnergyUnit
{
    public const string Form = "kilowattHour, wattHour or megawattHour";

    /// <summary>What a message means that does not say: kWh, as in every other 2.0 energy dataset.</summary>
    public const int Default = 6;

    public static int? PowerOf(string unit) => unit switch
    {
        "kilowattHour" => 6,
        "wattHour" => 3,
        "megawattHour" => 9,
        _ => null,
    };
}
