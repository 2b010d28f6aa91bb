using System.Text;
using Cer.Operations.Dashboards;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>A column of an answer while it is read.</summary>
internal sealed class PanelColumn
{
    // About what a value takes in the answer that is sent.
    private const int PlainBytes = 14;

    // One text alone is not to be larger than all may be.
    private const int MostLetters = 10_000;

    private readonly int _place;
    private readonly PanelFieldType _type;
    private readonly List<object?> _values = [];
    private readonly string _name;
    private readonly Func<NpgsqlDataReader, object?> _read;

    public PanelColumn(NpgsqlDataReader reader, int place)
    {
        (_place, _name) = (place, reader.GetName(place));
        (_type, _read) = reader.GetDataTypeName(place) switch
        {
            "timestamp with time zone" or "timestamp without time zone" => (PanelFieldType.Time, row => Moment(row)),
            "date" => (PanelFieldType.Time, row => Day(row)),
            "smallint" or "integer" or "bigint" => (PanelFieldType.Number, row => (double)row.GetInt64(_place)),
            "real" or "double precision" => (PanelFieldType.Number, row => Finite(row.GetDouble(_place))),
            "numeric" => (PanelFieldType.Number, row => Numeric(row)),
            "boolean" => (PanelFieldType.Flag, row => row.GetBoolean(_place)),
            _ => (PanelFieldType.Text, (Func<NpgsqlDataReader, object?>)(row => Words(row))),
        };
    }

    public PanelField Field => new(_name, _type, _values);

    /// <summary>Takes the value of a row; tells about how many bytes it is.</summary>
    public int Take(NpgsqlDataReader reader)
    {
        var value = reader.IsDBNull(_place) ? null : _read(reader);
        _values.Add(value);
        return value is string text ? Encoding.UTF8.GetByteCount(text) + 3 : PlainBytes;
    }

    // Infinity is no moment that can be drawn.
    private long? Moment(NpgsqlDataReader row) =>
        row.GetDateTime(_place) is var time && (time == DateTime.MaxValue || time == DateTime.MinValue)
            ? null
            : new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    // As Grafana takes it: the beginning of the day in UTC.
    private long? Day(NpgsqlDataReader row) =>
        row.GetFieldValue<DateOnly>(_place) is var day && (day == DateOnly.MaxValue || day == DateOnly.MinValue)
            ? null
            : new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).ToUnixTimeMilliseconds();

    private double? Numeric(NpgsqlDataReader row)
    {
        try
        {
            return (double)row.GetDecimal(_place);
        }
        catch (Exception fault) when (fault is OverflowException or InvalidCastException)
        {
            // NaN, or more digits than a decimal has: not known as far as a chart goes.
            return null;
        }
    }

    private string Words(NpgsqlDataReader row) => row.GetFieldType(_place) == typeof(string)
        ? Cut(row.GetString(_place))
        : Cut(Convert.ToString(row.GetValue(_place), System.Globalization.CultureInfo.InvariantCulture) ?? "");

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
