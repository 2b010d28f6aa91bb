using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>The verb <c>readings</c>: every revision of a point's day, and which stands.</summary>
internal static class ReadingsCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var point = new Option<string>("--point") { Description = "The POD, or the point's number as pages show it.", Required = true };
        var day = new Option<string>("--day") { Description = "The day, such as 2026-10-25.", Required = true };
        var at = new Option<string>("--at") { Description = "As it was known then, such as 2026-11-03T09:00:00Z; left out, now." };
        var command = new Command("readings", "Every revision of a point's day with its class, and which stands.")
        {
            data, community, point, day, at,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("readings", async () =>
        {
            if (!LocalDatePattern.Iso.Parse(parse.GetValue(day)!).TryGetValue(default, out var date))
                throw new UserFault("found another day, expected one such as 2026-10-25");
            var (then, problem) = HistoryEndpoints.ReadAt(parse.GetValue(at));
            if (problem is not null) throw new UserFault(problem);
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var numbers = await services.GetRequiredService<IRegistryView>().NumbersAsync(id, cancellation);
            if (PointOf(numbers, parse.GetValue(point)!) is not { } number)
                throw new UserFault("found no such point, expected one of the community");
            var (rows, _) = await services.GetRequiredService<IReadingHistory>()
                .DayAsync(id, number, date, then, int.MaxValue, cancellation);
            Console.WriteLine("start                 min meter unit          rev class       source      quality    withdrawn"
                + "     injected     produced  received              who / reason");
            foreach (var row in rows) Console.WriteLine(Text(RevisionRow.Of(row)));
            if (rows.Count == 0) await Console.Error.WriteLineAsync("Nothing was known of that day.");
            return ExitCodes.Done;
        }));
        return command;
    }

    internal static int? PointOf(RegistryNumbers numbers, string asked) =>
        numbers.Points.TryGetValue(asked.Trim().ToUpperInvariant(), out var number) ? number
        : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number) && numbers.Points.Values.Contains(number)
            ? number
            : null;

    private static string Text(RevisionRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Start,-20} {(row.Effective ? '*' : ' ')} {row.Minutes} {row.Meter,-5} {row.Unit,-13} {row.Revision,3} {row.Class,-11} "
        + $"{row.Source,-11} {row.Quality,-10} {Kwh(row, row.WithdrawnKwh)} {Kwh(row, row.InjectedKwh)} {Kwh(row, row.ProducedKwh)}  "
        + $"{row.ReceivedAt,-20}  {Told(row)}");

    private static string Kwh(RevisionRow row, decimal? kwh) =>
        kwh is { } known ? known.ToString("0.000000", CultureInfo.InvariantCulture).PadLeft(12)
        : (row.TakesBack ? "taken back" : "-").PadLeft(12);

    private static string Told(RevisionRow row) => string.Join(
        " / ",
        new[]
        {
            row.Who, row.Device, row.Import is { } import ? $"import {import.ToString(CultureInfo.InvariantCulture)}" : null, row.Reason,
        }.Where(part => part is not null));
}
