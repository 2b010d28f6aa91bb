using System.Text;
using Cer.Domain;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Turns domain values into those of columns and back.</summary>
internal static class ColumnValues
{
    public static DateTime ToUtc(this Instant instant) => instant.ToDateTimeUtc();

    public static long? ToColumn(this Energy? energy) => energy?.MicroKilowattHours;

    public static long? ToColumn(this Money? money) => money?.Cents;

    public static DateOnly ToColumn(this LocalDate day) => day.ToDateOnly();

    public static DateOnly ToColumn(this YearMonth month) => month.OnDayOfMonth(1).ToDateOnly();

    public static Instant ReadInstant(this NpgsqlDataReader reader, int column) =>
        Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(column));

    public static LocalDate ReadDay(this NpgsqlDataReader reader, int column) =>
        LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));

    public static YearMonth ReadMonth(this NpgsqlDataReader reader, int column) => reader.ReadDay(column).ToYearMonth();

    public static Energy ReadEnergy(this NpgsqlDataReader reader, int column) =>
        Energy.FromMicroKilowattHours(reader.GetInt64(column));

    public static Energy? ReadEnergyOrNone(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.ReadEnergy(column);

    public static Money? ReadMoney(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new Money(reader.GetInt64(column));

    public static string? ReadText(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static T? ReadValue<T>(this NpgsqlDataReader reader, int column)
        where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>A text that the database can hold: no NUL, no half of a surrogate pair.</summary>
    public static string Storable(this string text)
    {
        var clean = true;
        for (var i = 0; clean && i < text.Length; i++) clean = text[i] != '\0' && !char.IsSurrogate(text[i]);
        if (clean) return text;
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            builder.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return builder.ToString();
    }
}
