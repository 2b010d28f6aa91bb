using Cer.Domain;
using Cer.Operations.Homes;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

/// <summary>Pictures of an invented community.</summary>
internal static class Pictures
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 7, 15, 10, 0);

    public static HomePicture Of(string slug = "prova") => new()
    {
        Slug = slug,
        Name = "Prova",
        At = Noon,
        Power = new(12m, 1234567.125m, 3.4m, 9, 10),
        Day = EnergyTotals.Of([new(MarketHour.StartingAt(Noon))
        {
            Produced = Kwh(5),
            Injected = Kwh(4),
            Withdrawn = Kwh(3),
            Shared = Kwh(3),
            Known = 3,
            Expected = 4,
        }]),
        Withheld = new(false, false, false),
        Money = new(new(12345), new(55), 0),
        Today = [.. MarketHour.Of(new(2026, 7, 15)).Select(hour => new ForecastHour(new(hour, Kwh(Math.Max(0, hour.Ordinal - 12)))))],
        Tomorrow = [],
        Gaps = 4,
        Alerts = 2,
        FlowProblems = ["Chiusura del mese"],
        Plants = [Plant(3)],
        Buildings = [new(7, "Edificio 0201", new(null, null, 1.5m, 1, 1), Kwh(12.5m), Noon)
        {
            Registers = [("withdrawn_register", Kwh(4321.5m))],
        }],
    };

    public static HomePlant Plant(int id) => new(
        new()
        {
            Id = id,
            Code = $"UP-{id}",
            Units = [],
            Today = new(Kwh(8), Kwh(6)),
            Month = new(Kwh(80), null),
            LastReadingEnd = Noon,
            Silent = false,
        },
        new(2m, 1m, null, 1, 1))
    {
        Registers = [("injected_register_2", Kwh(99)), ("produced_register_2", Kwh(120))],
    };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
