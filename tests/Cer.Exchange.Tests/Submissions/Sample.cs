using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Submissions;
using NodaTime;

namespace Cer.Exchange.Tests.Submissions;

/// <summary>A package of February 2026 with one roof and one consumer: each hour 2 kWh given, 3 taken, 2 shared.</summary>
internal static class Sample
{
    public const string Roof = "IT999E00000001";
    public const string House = "IT999E00000002";
    private const int HoursOfFebruary = 672;

    public static MarketMonth Month => new(2026, 2);

    public static IReadOnlyList<MarketHour> AllHours { get; } = [.. Month.Days.SelectMany(MarketHour.Of)];

    public static EnergyPackage Package { get; } = new()
    {
        Header = new()
        {
            Community = "prova",
            Name = "Comunità; \"prova\" <&>",
            Kind = ConfigurationKind.Cer,
            ConfigurationCode = "CER-0001",
            PrimarySubstation = "AC999E00001",
            Month = Month,
            Revision = 1,
            MadeAt = Instant.FromUtc(2026, 3, 5, 7, 30),
            Status = MonthStatus.Final,
            Run = 17,
            InputSha256 = new('a', 64),
            Rules = ["cer-base", "cer-2025-07"],
            Program = "cer 1.0",
        },
        Units =
        [
            new()
            {
                Unit = "UP-1",
                Plant = "IMP-1",
                Pod = Roof,
                Censimp = "IM_0000001",
                Section = "S1",
                Source = EnergySource.Photovoltaic,
                Zone = MarketZone.Cnor,
                PowerKw = 20.5m,
                InService = new(2025, 6, 1),
                Latitude = 42.6m,
                Longitude = 11.29m,
                Injected = Kwh(2 * HoursOfFebruary),
                Shared = Kwh(2 * HoursOfFebruary),
                Incentivised = Kwh(2 * HoursOfFebruary),
                Tip = new(16666),
            },
        ],
        Points =
        [
            new(Roof, Voltage.Low, new(2025, 6, 1), null, Kwh(2 * HoursOfFebruary), Kwh(0), HoursOfFebruary, Quality.Measured),
            new(House, Voltage.Low, new(2025, 6, 1), new(2026, 2, 28), null, Kwh(3 * HoursOfFebruary), HoursOfFebruary, Quality.Measured),
        ],
        Hours =
        [
            .. AllHours.SelectMany(hour => (PackageHour[])
            [
                new(Roof, null, hour, null, null, Kwh(0), Quality.Measured),
                new(Roof, "UP-1", hour, null, Kwh(2), null, Quality.Measured),
                new(House, null, hour, null, null, Kwh(3), Quality.Measured),
            ]),
        ],
        Shares = [.. AllHours.Select(hour => new PackageShare("UP-1", hour, Kwh(2), Kwh(2), Kwh(2)))],
    };

    /// <summary>The same with the first hour alone, for what is read by eye.</summary>
    public static EnergyPackage Short { get; } = Package with
    {
        Hours = [.. Package.Hours.Take(3)],
        Shares = [.. Package.Shares.Take(1)],
    };

    public static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);

    public static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
