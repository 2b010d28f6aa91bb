using System.Globalization;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>A column of the export: micro-kWh become kWh and cents euro, by the unit at the end of its name.</summary>
internal sealed record HeldColumn(int Place, string Name, decimal Divisor)
{
    private static readonly (string Store, string Told, decimal Divisor)[] Units =
    [
        ("_ukwh", "_kwh", 1_000_000m), ("_ukw", "_kw", 1_000_000m), ("_ukvarh", "_kvarh", 1_000_000m), ("_cents", "_eur", 100m),
    ];

    // Numbers of the store that say nothing to the reader.
    private static readonly string[] Own = ["community_id", "member_id"];

    public static IReadOnlyList<HeldColumn> Of(NpgsqlDataReader reader) =>
    [
        .. Enumerable.Range(0, reader.FieldCount).Where(place => !Own.Contains(reader.GetName(place))).Select(place =>
        {
            var name = reader.GetName(place);
            foreach (var (store, told, divisor) in Units)
            {
                if (name.EndsWith(store, StringComparison.Ordinal))
                    return new HeldColumn(place, name[..^store.Length] + told, divisor);
            }

            return name == "ukwh" ? new(place, "kwh", 1_000_000m) : new HeldColumn(place, name, 1);
        }),
    ];

    /// <summary>The value, in the unit of the name; null is not known.</summary>
    public object? ValueOf(NpgsqlDataReader reader) => reader.IsDBNull(Place) ? null : reader.GetValue(Place) switch
    {
        long amount when Divisor != 1 => amount / Divisor,
        DateTime { Kind: DateTimeKind.Utc } at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Array many => string.Join(' ', many.Cast<object?>()),
        var other => other,
    };
}
