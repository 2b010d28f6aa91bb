using System.Globalization;
using System.Text;
using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Contract;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Rows;

/// <summary>Reads a JSON list of readings: the members are the columns of the contract's <c>readings.csv</c>.</summary>
/// <remarks>
/// An energy is a number or a text of the contract's form; null or absent is missing, never zero. One member more than the contract
/// has: <c>produced_kwh</c>, what a generator made, by a meter of its own.
/// </remarks>
public static class ReadingRowsJson
{
    private static readonly string[] Members = [.. ReadingsFile.Columns, "produced_kwh"];

    public static ReadingRows Read(ReadOnlySpan<byte> utf8, string file, int mostBytes)
    {
        var faults = new FaultList();
        List<ReadingRow> rows = [];
        try
        {
            var json = new JsonCursor(StrictText.Checked(utf8, mostBytes));
            var count = 0;
            json.EnterArray();
            while (json.NextItem(ReadingRows.Most, ref count))
            {
                if (Row(ref json, new(file, count, faults)) is { } reading) rows.Add(new(count, reading));
            }

            json.End();
        }
        catch (RefusedException refusal)
        {
            Broken(refusal.Message);
        }
        catch (JsonException fault)
        {
            Broken(StrictText.NotJson(fault));
        }

        return new(rows, faults);

        // The sentence of a broken text says where by itself; its halves are what was found and expected.
        void Broken(string reason)
        {
            var halves = reason.Split(", expected ", 2);
            var found = halves[0].Split("found ", 2);
            faults.Add(file, rows.Count + 1, found[0].TrimEnd(' ', ':'), found[^1], halves[^1]);
        }
    }

    private static Domain.Metering.Reading? Row(ref JsonCursor json, RowFaults faults)
    {
        string? pod = null, unit = null, start = null, minutes = null;
        string? injected = null, withdrawn = null, produced = null, quality = null;
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(Members, ref seen, out var member))
        {
            var value = json.TextOrNumber();
            switch (member)
            {
                case "pod": pod = value; break;
                case "plant": unit = value; break;
                case "start": start = value; break;
                case "minutes": minutes = value; break;
                case "injected_kwh": injected = value; break;
                case "withdrawn_kwh": withdrawn = value; break;
                case "produced_kwh": produced = value; break;
                default: quality = value; break;
            }
        }

        json.Require(Members, seen, "pod", "start", "minutes");
        // The code found is not repeated: it may be a person's.
        if (!Pod.TryParse(pod, CultureInfo.InvariantCulture, out var point)) faults.Add("pod", "no POD", Pod.Form);
        if (minutes is not ("15" or "60")) faults.Add("minutes", Quoted.Text(minutes ?? ""), "15 or 60");
        if (!CsvValues.TryTime(Encoding.UTF8.GetBytes(start ?? ""), out var at))
            faults.Add("start", Quoted.Text(start ?? ""), CsvValues.TimeForm);
        else if (at % (minutes == "60" ? 3600 : 900) != 0)
            faults.Add("start", Quoted.Text(start ?? ""), CsvValues.QuarterForm);
        var how = Quality.Measured;
        if (quality is not null && !CodeLists.Qualities.TryParse(quality, out how))
            faults.Add("quality", Quoted.Text(quality), ReadingsFile.Qualities);
        var given = Energy("injected_kwh", injected, faults);
        var taken = Energy("withdrawn_kwh", withdrawn, faults);
        var made = Energy("produced_kwh", produced, faults);
        if (made is not null && (given ?? taken) is not null)
            faults.Add("produced_kwh", "it beside what the point gave or took", "an item of its own: it is another meter");
        if (faults.Any) return null;
        return new()
        {
            Pod = point,
            Unit = string.IsNullOrEmpty(unit) ? null : unit,
            Start = Instant.FromUnixTimeSeconds(at),
            Minutes = minutes == "15" ? 15 : 60,
            Injected = given,
            Withdrawn = taken,
            Produced = made,
            Meter = made is null ? MeterRole.Exchange : MeterRole.Production,
            Quality = how,
        };
    }

    private static Energy? Energy(string member, string? text, RowFaults faults)
    {
        var micro = CsvValues.Energy(Encoding.UTF8.GetBytes(text ?? ""));
        if (micro < -1) faults.Add(member, Quoted.Text(text!), CsvValues.EnergyForm);
        return micro < 0 ? null : Domain.Energy.FromMicroKilowattHours(micro);
    }

    /// <summary>Takes the faults of one item.</summary>
    private sealed class RowFaults(string file, int row, FaultList faults)
    {
        public bool Any { get; private set; }

        public void Add(string field, string found, string expected)
        {
            Any = true;
            faults.Add(file, row, field, found, expected);
        }
    }
}
