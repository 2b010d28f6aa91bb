using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Storage.Series;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Series;

/// <summary>The verb <c>influx</c>: has series written again, and says how that stands.</summary>
internal static class InfluxCommand
{
    public static Command Create() => new("influx", "Series written to InfluxDB: write them again, say how it stands.")
    {
        Rebuild(), Status(),
    };

    private static Command Rebuild()
    {
        var data = DataOption.Create();
        var from = new Option<string>("--from") { Description = "First day, such as 2025-10-01; the first with data when left out." };
        var to = new Option<string>("--to") { Description = "Last day; the last with data when left out." };
        var command = new Command("rebuild", "Put every day down to be written again; the server writes them, the newest first.")
        {
            data, from, to,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("influx rebuild", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            var options = InfluxWay.Of(Settings.Read(folder).Influx ?? throw NoSection, folder);
            var (first, last) = (Day("--from", parse.GetValue(from)), Day("--to", parse.GetValue(to)));
            if (first > last) throw new UserFault("Found a --from after --to, expected it before.");
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            var outbox = ActivatorUtilities.CreateInstance<SeriesOutbox>(services);
            // A target that is new gets everything by being opened.
            var days = await outbox.OpenAsync(options.Target, cancellation)
                ? (await outbox.StateAsync(cancellation))!.Waiting
                : await outbox.RebuildAsync(null, first, last, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{days} days wait to be written to {options.Target}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Status()
    {
        var data = DataOption.Create();
        var command = new Command("status", "Say how many days wait to be written, and what was wrong last.") { data };
        command.SetAction((parse, cancellation) => Guard.RunAsync("influx status", async () =>
        {
            var folder = DataOption.Folder(parse, data);
            if (Settings.Read(folder).Influx is null) throw NoSection;
            await using var services = await CerServices.OpenAsync(folder, TimeProvider.System, cancellation);
            var state = await ActivatorUtilities.CreateInstance<SeriesOutbox>(services).StateAsync(cancellation)
                ?? throw new UserFault("Found nothing written yet, expected the server to run with the section influx.");
            var last = state.WrittenAt is { } at ? InstantPattern.ExtendedIso.Format(at) : "never";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{state.Target}: {state.Waiting} days wait; last written {last}"));
            if (state.Problem is null) return ExitCodes.Done;
            Console.WriteLine(state.Problem);
            return ExitCodes.NotFinal;
        }));
        return command;
    }

    private static UserFault NoSection => new($"Found no section influx in {Settings.FileName}, expected the address of a server.");

    private static LocalDate? Day(string option, string? text) => text is null ? null
        : LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) ? day
        : throw new UserFault($"Found another {option}, expected a day such as 2025-10-01.");
}
