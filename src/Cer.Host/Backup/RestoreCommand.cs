using System.CommandLine;
using Cer.Host.Data;

namespace Cer.Host.Backup;

/// <summary>The verb <c>restore</c>: a backup into an empty installation, then every settled month settled anew.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var file = new Argument<string>("file") { Description = "The backup, a .cerbackup file." };
        var keep = new Option<bool>("--keep-people")
        {
            Description = "Leave passwords and passkeys as the backup has them: only where nobody lost or changed one since.",
        };
        var command = new Command(
            "restore",
            "Restore a backup into an installation whose database is empty, and settle its months anew to compare. "
            + "Exit status 1 when something differs.")
        {
            file, data, keep,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("restore", () => Faults.AsUserFaults(async () =>
        {
            var folder = DataOption.Folder(parse, data);
            Tell("checking the backup");
            await using var archive = await ArchiveReader.OpenAsync(parse.GetValue(file)!, cancellation);
            var differences = await new RestoreBackup(folder, Tell, parse.GetValue(keep)).RunAsync(archive, cancellation);
            foreach (var difference in differences) Console.WriteLine($"differs: {difference}");
            await using var services = await CerServices.OpenAsync(folder, Clock.Of(parse), cancellation);
            Tell("settling every month anew");
            var same = await new RestoredMonths(services).CompareAsync(archive.Manifest, Console.WriteLine, cancellation);
            Console.WriteLine(differences.Count == 0 && same
                ? $"restored: everything is as it was at {archive.Manifest.TakenAt:yyyy-MM-ddTHH:mm:ssZ}"
                : "restored, but not everything is as it was: the lines above say what differs");
            await new RestoredDoors(services, folder).TellAsync(parse.GetValue(keep), Console.WriteLine, cancellation);
            return differences.Count == 0 && same ? ExitCodes.Done : ExitCodes.Failed;
        })));
        return command;
    }

    private static void Tell(string what) => Console.Error.WriteLine($"restore: {what}");
}
