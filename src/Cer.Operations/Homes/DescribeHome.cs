using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Settlement.Forecasting;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Homes;

/// <summary>Makes the devices and entities that Home Assistant shows of a picture of a community.</summary>
public static partial class DescribeHome
{
    /// <summary>The key of the button that proposes to close a month.</summary>
    public const string ProposeClosing = "propose_closing";

    private const string Kilowatt = "kW";
    private const string KilowattHour = "kWh";
    private const string RegisterWord = "_register";
    private const string Few = "Non mostrato: nella somma ci sono meno di sei privati, e si capirebbe quanto usa ciascuno.";

    public static IReadOnlyList<HomeDevice> Of(HomePicture picture)
    {
        var community = HomeNames.DeviceOf(picture.Slug);
        var rome = picture.At.InZone(MarketHour.Rome).Date;
        var (day, month) = (From(rome), From(rome.With(DateAdjusters.StartOfMonth)));
        return
        [
            new(community, picture.Name, "Comunità energetica", null, [.. Community(picture)]) { DayFrom = day, MonthFrom = month },
            .. picture.Plants.Select(plant => new HomeDevice(
                HomeNames.PlantOf(picture.Slug, plant.Page.Id), $"Impianto {plant.Page.Code}", "Impianto", community, [.. Plant(plant)])
            { DayFrom = day, MonthFrom = month }),
            .. picture.Buildings.Select(building => new HomeDevice(
                HomeNames.BuildingOf(picture.Slug, building.Number), building.Name, "Punto di prelievo comunale", community,
                [.. Building(building)])
            { DayFrom = day, MonthFrom = month }),
        ];
    }

    private static IEnumerable<HomeEntity> Community(HomePicture picture)
    {
        var (power, day, secret) = (picture.Power, picture.Day, picture.Withheld);
        var heard = Heard(power);
        yield return Told(Power("production_power", "Produzione adesso", power.Produced, heard), secret.Produced);
        yield return Told(Power("injection_power", "Immissione adesso", power.Injected, heard), secret.Injected);
        yield return Told(Power("withdrawal_power", "Prelievo adesso", power.Withdrawn, heard), secret.Withdrawn);
        yield return Told(Power("shared_power", "Condivisione adesso", power.Shared, heard), secret.Shared);

        var quality = new JsonObject
        {
            ["quality"] = day.Quality is { } of ? CodeWord(of.ToString()) : null,
            ["completeness_percent"] = day.Completeness,
            ["provisional"] = true,
        };
        yield return Told(OfDay("produced_today", "Prodotta oggi", day.Produced, quality), secret.Produced);
        yield return Told(OfDay("injected_today", "Immessa oggi", day.Injected, quality), secret.Injected);
        yield return Told(OfDay("withdrawn_today", "Prelevata oggi", day.Withdrawn, quality), secret.Withdrawn);
        yield return Told(OfDay("shared_today", "Condivisa oggi", day.Shared, quality), secret.Shared);
        yield return Told(
            Percent("shared_percent_today", "Quota condivisa oggi", Part(day.Shared, day.Injected), quality), secret.Shared);
        yield return new("data_completeness", "Dati arrivati oggi")
        {
            Unit = "%",
            Sum = HomeSum.Measurement,
            Decimals = 0,
            IsDiagnostic = true,
            Icon = "mdi:database-check",
            Value = day.Completeness is { } in100 ? JsonValue.Create(in100) : null,
        };
        yield return Money(secret.Shared ? null : picture.Money, secret.Shared);
        yield return Best("best_hours_today", "Ore migliori oggi", picture.Today);
        yield return Best("best_hours_tomorrow", "Ore migliori domani", picture.Tomorrow);
        yield return Count("data_gaps", "Giorni con letture mancanti", picture.Gaps, "mdi:calendar-remove");
        yield return Count("open_alerts", "Avvisi aperti", picture.Alerts, "mdi:bell-alert");
        yield return Problem("workflow_problem", "Flussi di lavoro", picture.FlowProblems.Count > 0, new()
        {
            ["workflows"] = new JsonArray([.. picture.FlowProblems.Take(20).Select(name => JsonValue.Create(Cut(name)))]),
        });
        yield return Problem("connection_problem", "Collegamento a Home Assistant", picture.Hints.Count > 0, new()
        {
            ["hints"] = new JsonArray([.. picture.Hints.Take(20).Select(hint => JsonValue.Create(Cut(hint)))]),
        });
        yield return new(ProposeClosing, "Proponi la chiusura del mese")
        {
            Platform = HomePlatform.Button,
            Icon = "mdi:calendar-check",
        };
    }

    private static IEnumerable<HomeEntity> Plant(HomePlant plant)
    {
        var page = plant.Page;
        yield return Power("production_power", "Produzione adesso", plant.Power.Produced, Heard(plant.Power));
        yield return Power("injection_power", "Immissione adesso", plant.Power.Injected, Heard(plant.Power));
        yield return OfDay("produced_today", "Prodotta oggi", page.Today.Produced, null);
        yield return OfDay("injected_today", "Immessa oggi", page.Today.Injected, null);
        yield return OfMonth("produced_month", "Prodotta questo mese", page.Month.Produced);
        yield return OfMonth("injected_month", "Immessa questo mese", page.Month.Injected);
        foreach (var (key, total) in plant.Registers) yield return Register(key, total);
        yield return LastReading(page.LastReadingEnd);
        yield return Problem("silent", "Nessun dato dall'impianto", page.Silent, null);
    }

    private static IEnumerable<HomeEntity> Building(HomeBuilding building)
    {
        yield return Power("withdrawal_power", "Prelievo adesso", building.Power.Withdrawn, Heard(building.Power));
        yield return OfDay("withdrawn_today", "Prelevata oggi", building.Today, null);
        foreach (var (key, total) in building.Registers) yield return Register(key, total);
        yield return LastReading(building.HeardUntil);
    }

    private static JsonObject Heard(HomePower power) => new()
    {
        ["points_heard"] = power.Heard,
        ["points_expected"] = power.Expected,
        ["as_of"] = power.Until is { } until ? InstantPattern.General.Format(until) : null,
    };

    private static HomeEntity Money(MonthEstimate? money, bool isSecret) => new("incentive_month", "Incentivo di questo mese (stima)")
    {
        DeviceClass = "monetary",
        Unit = "EUR",
        Sum = HomeSum.TotalOfMonth,
        Decimals = 2,
        Value = Number(money?.Known.Eur),
        Attributes = new()
        {
            ["quality"] = "estimated",
            ["tip_eur"] = Number(money?.Tip.Eur),
            ["cac_eur"] = Number(money?.Cac?.Eur),
            ["hours_without_price"] = money?.Unpriced,
            ["note"] = money switch
            {
                null when isSecret => Few,
                null => "Non ancora calcolato.",
                { Unpriced: > 0 } => "Stima: mancano i prezzi di alcune ore, che non sono comprese.",
                { Cac: null } => "Stima: solo la tariffa incentivante; il corrispettivo di autoconsumo non è ancora confermato.",
                _ => "Stima: fa fede la determinazione del GSE.",
            },
        },
    };

    private static HomeEntity Best(string key, string name, IReadOnlyList<ForecastHour> hours)
    {
        var best = BestHours.Of(hours.Select(one => one.Hour));
        return new(key, name)
        {
            Icon = "mdi:clock-star-four-points-outline",
            Value = hours.Count == 0 ? null : JsonValue.Create(best.Count == 0 ? "nessuna" : HourWords.Of(best.Select(one => one.Hour))),
            Attributes = new()
            {
                ["quality"] = "estimated",
                ["method"] = "Stesse ore dei giorni simili delle ultime quattro settimane, corrette con il sole; senza meteo.",
                ["hours"] = new JsonArray([.. hours.Select(hour => new JsonObject
                {
                    ["from"] = InstantPattern.General.Format(hour.Hour.Hour.Start),
                    ["surplus_kwh"] = hour.IsTold ? Number(hour.Hour.Surplus.KilowattHours) : null,
                })]),
            },
        };
    }

    /// <summary>A sum, or why it is not told.</summary>
    private static HomeEntity Told(HomeEntity sum, bool isSecret)
    {
        if (!isSecret) return sum;
        var attributes = sum.Attributes?.DeepClone().AsObject() ?? [];
        attributes["note"] = Few;
        return sum with { Value = null, Attributes = attributes };
    }

    private static decimal? Part(Energy? part, Energy? of) => part is { } some && of is { MicroKilowattHours: > 0 } all
        ? Math.Round(100m * some.MicroKilowattHours / all.MicroKilowattHours, 1, MidpointRounding.AwayFromZero)
        : null;

    // Always with a point, so that nobody takes it for a whole number that has lost its decimals.
    private static JsonValue? Number(decimal? value) =>
        value is { } known ? JsonValue.Create(known == decimal.Truncate(known) ? decimal.Truncate(known) + 0.0m : known) : null;

    private static string Cut(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 199), "…");

    private static string CodeWord(string word) => word.ToLower(CultureInfo.InvariantCulture);

    private static string From(LocalDate day) =>
        OffsetDateTimePattern.Rfc3339.Format(MarketHour.StartOf(day).InZone(MarketHour.Rome).ToOffsetDateTime());
}
