using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>The verb <c>backup</c>: makes a backup, or checks one.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var to = new Option<string?>("--to") { Description = "Folder for the backup (default: that of the settings, else DATA/backup)." };
        var verify = new Option<string?>("--verify") { Description = "Check every checksum of this backup instead, and make none." };
        var daily = Keep("--keep-daily", "days");
        var weekly = Keep("--keep-weekly", "weeks");
        var monthly = Keep("--keep-monthly", "months");
        var command = new Command(
            "backup",
            "Save the database as it is at one moment, documents, keys, settings and the state of the collectors in one "
            + "file. With a --keep option, older backups go.")
        {
            data, to, verify, daily, weekly, monthly,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("backup", () => Faults.AsUserFaults(async () =>
        {
            if (parse.GetValue(verify) is { } file) return await VerifyAsync(file, cancellation);
            var folder = DataOption.Folder(parse, data);
            var settings = Settings.Read(folder).Backup ?? new();
            var place = parse.GetValue(to) is { Length: > 0 } named ? Path.GetFullPath(named) : settings.In(folder);
            var (days, weeks, months) = (parse.GetValue(daily), parse.GetValue(weekly), parse.GetValue(monthly));
            if (days < 0 || weeks < 0 || months < 0) throw new UserFault(
                "--keep-daily, --keep-weekly, --keep-monthly: found a negative number, expected 0 or more");
            var made = await new MakeBackup(folder, Clock.Of(parse), Tell).RunAsync(place, cancellation);
            BackupFailure.Forget(folder);
            Console.WriteLine(made.Path);
            if ((days ?? weeks ?? months) is not null)
            {
                var rule = new Retention(days ?? settings.Daily, weeks ?? settings.Weekly, months ?? settings.Monthly);
                foreach (var gone in new BackupFolder(place).Prune(rule)) Tell($"removed {gone}");
            }

            return ExitCodes.Done;
        })));
        return command;
    }

    private static Option<int?> Keep(string name, string periods) =>
        new(name) { Description = $"Keep the newest backup of each of the last N {periods} that have one.", HelpName = "N" };

    private static async Task<int> VerifyAsync(string file, CancellationToken cancellation)
    {
        await using var archive = await ArchiveReader.OpenAsync(file, cancellation);
        var manifest = archive.Manifest;
        var collectors = manifest.Members.Select(member => CollectorFiles.PartsOf(member.Name)?.App).OfType<string>().Distinct().Count();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sound: {archive.Size} bytes, {manifest.Members.Count} members, {manifest.Tables.Values.Sum()} rows, "
                + $"{manifest.Months.Count} settled months, {collectors} collectors, taken {manifest.TakenAt:yyyy-MM-ddTHH:mm:ssZ} by "
                + $"{manifest.Program}"));
        return ExitCodes.Done;
    }

    private static void Tell(string what) => Console.Error.WriteLine($"backup: {what}");
}
