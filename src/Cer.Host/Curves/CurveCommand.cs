using System.CommandLine;
using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Curves;
using Cer.Host.Data;
using Cer.Host.Settle;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Curves;

/// <summary>Distributors' curves on the command line: looked at, applied, taken back.</summary>
internal static class CurveCommand
{
    /// <summary>The verb <c>import undo</c>.</summary>
    public static Command Undo()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var id = new Argument<long>("id") { Description = "Number of the import, as cer import --curves told it." };
        var command = new Command("undo", "Take an import of curves back: its readings become again what they were.")
        {
            data, community, id,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("import undo", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var found = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var outcome = await services.GetRequiredService<ImportCurves>()
                .UndoAsync(found, parse.GetValue(id), Environment.UserName, cancellation);
            return outcome switch
            {
                CurveUndoOutcome.Done done =>
                    Say($"import {parse.GetValue(id)}: taken back, {done.Restored} readings are again what they were"),
                CurveUndoOutcome.Covered covered => throw new UserFault(covered.Sentence),
                CurveUndoOutcome.Before => throw new UserFault("Found an import that was taken back before, expected one that stands."),
                _ => throw new UserFault("Found no such import of the community, expected one of its curves."),
            };
        }));
        return command;
    }

    /// <summary>Looks at a file, and applies it unless it is a dry run.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services, CommunityId community, CurveCall call, CancellationToken cancellation)
    {
        var import = services.GetRequiredService<ImportCurves>();
        var upload = await ReadAsync(call, cancellation);
        var report = call.DryRun
            ? await import.CheckAsync(community, upload, cancellation)
            : await import.ApplyAsync(community, upload, Environment.UserName, call.Confirmed, cancellation);
        FaultPrinter.Print(report.Faults);
        foreach (var warning in report.Warnings) Console.WriteLine($"warning: {warning}");
        foreach (var day in report.Days)
            Console.WriteLine(
                $"{day.Pod.Code} {LocalDatePattern.Iso.Format(day.Day)}: {day.Added} new, {day.Unchanged} equal,"
                    + $" {day.Changed} changing, {day.Missing} missing");
        if (report.AppliedBefore is { } before)
            return Refuse(upload, $"applied already, as import {before.ToString(CultureInfo.InvariantCulture)}");
        if (!report.Faults.IsEmpty) return Refuse(upload, "refused, nothing of it was stored");
        if (report.NeedsConfirmation && !call.Confirmed)
            return Refuse(upload, "needs your agreement to how days with 96 values were read: --confirm-dst; nothing of it was stored");
        if (call.DryRun) return Say($"{upload.Name}: {report.Added} new, {report.Unchanged} equal, {report.Changed}"
            + " changing; nothing was stored");
        return report.Import is { } id
            ? Say($"{upload.Name}: {report.Added} new, {report.Unchanged} equal, {report.Changed} changed, as import {id}")
            : Refuse(upload, "has no day to take in, nothing was stored");
    }

    private static async Task<CurveUpload> ReadAsync(CurveCall call, CancellationToken cancellation)
    {
        if (!File.Exists(call.Path)) throw new UserFault($"Found nothing at {call.Path}, expected a file.");
        if (DirectionWords.Read(call.Direction) is not { } direction)
            throw new UserFault($"Found no direction, expected --direction {DirectionWords.Expected}: the file does not say it.");
        if (new FileInfo(call.Path).Length > CurveLimits.FileBytes)
            throw new UserFault($"Found a file of more than {CurveLimits.FileBytes} bytes, expected at most that.");
        Pod? pod = null;
        if (call.Pod is { } code)
            pod = Pod.TryParse(code, CultureInfo.InvariantCulture, out var given) ? given
                : throw new UserFault($"Found no POD, expected {Pod.Form}.");
        return new(Path.GetFileName(call.Path), await File.ReadAllBytesAsync(call.Path, cancellation), direction, pod);
    }

    private static int Refuse(CurveUpload upload, string words)
    {
        Console.WriteLine($"{upload.Name}: {words}");
        return ExitCodes.WrongInput;
    }

    private static int Say(string words)
    {
        Console.WriteLine(words);
        return ExitCodes.Done;
    }
}
