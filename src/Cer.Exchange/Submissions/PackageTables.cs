using Cer.Domain.Codes;

namespace Cer.Exchange.Submissions;

/// <summary>The tables of the model, and a package laid out in them.</summary>
public static class PackageTables
{
    public const string Configuration = "configuration";
    public const string Units = "units";
    public const string Points = "points";
    public const string Hours = "hours";
    public const string Shares = "shares";

    /// <summary>The fields of each table, in order.</summary>
    public static IReadOnlyList<PackageTable> Empty { get; } =
    [
        new(Configuration, "configuration",
        [
            new("community", FieldKind.Text, true), new("name", FieldKind.Text, true), new("kind", FieldKind.Text, true),
            new("configuration_code", FieldKind.Text), new("primary_substation", FieldKind.Text),
            new("month", FieldKind.Text, true), new("revision", FieldKind.Count, true), new("made_at", FieldKind.Time, true),
            new("status", FieldKind.Text, true), new("run", FieldKind.Count, true), new("input_sha256", FieldKind.Text, true),
            new("rules", FieldKind.Text, true), new("program", FieldKind.Text, true), new("time_zone", FieldKind.Text, true),
        ], []),
        new(Units, "unit",
        [
            new("unit", FieldKind.Text, true), new("plant", FieldKind.Text, true), new("pod", FieldKind.Text, true),
            new("censimp", FieldKind.Text), new("section", FieldKind.Text), new("source", FieldKind.Text, true),
            new("zone", FieldKind.Text, true), new("power_kw", FieldKind.Number, true), new("in_service", FieldKind.Day, true),
            new("state", FieldKind.Text, true), new("latitude", FieldKind.Number), new("longitude", FieldKind.Number),
            new("produced_kwh", FieldKind.Energy), new("injected_kwh", FieldKind.Energy, true),
            new("shared_kwh", FieldKind.Energy, true), new("incentivised_kwh", FieldKind.Energy, true),
            new("tip_eur", FieldKind.Money), new("cac_eur", FieldKind.Money),
        ], []),
        new(Points, "point",
        [
            new("pod", FieldKind.Text, true), new("voltage", FieldKind.Text, true), new("from", FieldKind.Day, true),
            new("to", FieldKind.Day), new("injected_kwh", FieldKind.Energy), new("withdrawn_kwh", FieldKind.Energy),
            new("hours", FieldKind.Count, true), new("hours_known", FieldKind.Count, true), new("quality", FieldKind.Text),
        ], []),
        new(Hours, "hour",
        [
            new("pod", FieldKind.Text, true), new("unit", FieldKind.Text), new("start", FieldKind.Time, true),
            new("ordinal", FieldKind.Count, true), new("produced_kwh", FieldKind.Energy), new("injected_kwh", FieldKind.Energy),
            new("withdrawn_kwh", FieldKind.Energy), new("quality", FieldKind.Text),
        ], []),
        new(Shares, "share",
        [
            new("unit", FieldKind.Text, true), new("start", FieldKind.Time, true), new("ordinal", FieldKind.Count, true),
            new("injected_kwh", FieldKind.Energy), new("shared_kwh", FieldKind.Energy, true),
            new("incentivised_kwh", FieldKind.Energy, true),
        ], []),
    ];

    /// <summary>A package in the tables, in the order of <see cref="Empty"/>.</summary>
    public static IReadOnlyList<PackageTable> Of(EnergyPackage package)
    {
        var header = package.Header;
        return
        [
            Empty[0] with { Rows = [Row(header)] },
            Empty[1] with { Rows = package.Units.Select(unit => Row(unit, header)) },
            Empty[2] with { Rows = package.Points.Select(point => Row(point, header)) },
            Empty[3] with { Rows = package.Hours.Select(Row) },
            Empty[4] with { Rows = package.Shares.Select(Row) },
        ];
    }

    private static object?[] Row(PackageHeader header) =>
    [
        header.Community, header.Name, CodeLists.Configurations.Word(header.Kind), header.ConfigurationCode, header.PrimarySubstation,
        header.Month.ToString(), header.Revision, header.MadeAt, CodeLists.Statuses.Word(header.Status), header.Run,
        header.InputSha256, string.Join(' ', header.Rules), header.Program, "Europe/Rome",
    ];

    private static object?[] Row(PackageUnit unit, PackageHeader header) =>
    [
        unit.Unit, unit.Plant, unit.Pod, unit.Censimp, unit.Section, CodeLists.Sources.Word(unit.Source),
        CodeLists.Zones.Word(unit.Zone), unit.PowerKw, unit.InService, Word(unit.StateIn(header.Month)), unit.Latitude,
        unit.Longitude, unit.Produced, unit.Injected, unit.Shared, unit.Incentivised, unit.Tip, unit.Cac,
    ];

    private static object?[] Row(PackagePoint point, PackageHeader header) =>
    [
        point.Pod, CodeLists.Voltages.Word(point.Voltage), point.From, point.To, point.Injected, point.Withdrawn,
        point.HoursIn(header.Month), point.HoursKnown, Word(point.Quality),
    ];

    private static object?[] Row(PackageHour hour) =>
    [
        hour.Pod, hour.Unit, hour.Hour.Start, hour.Hour.Ordinal, hour.Produced, hour.Injected, hour.Withdrawn, Word(hour.Quality),
    ];

    private static object?[] Row(PackageShare share) =>
        [share.Unit, share.Hour.Start, share.Hour.Ordinal, share.Injected, share.Shared, share.Incentivised];

    private static string? Word(Quality? quality) => quality is { } known ? CodeLists.Qualities.Word(known) : null;

    private static string Word(UnitState state) => state switch
    {
        UnitState.InService => "in_service",
        UnitState.BegunInMonth => "begun_in_month",
        _ => "not_yet",
    };
}
