using System.CommandLine;
using Cer.Host.Workflows.Shipped;
using Cer.Storage;
using Cer.Storage.Migrations;

namespace Cer.Host.Data;

/// <summary>The verb <c>migrate</c>: brings the database to the schema of this program.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("migrate", "Bring the database to the schema of this program; again, it changes nothing.") { data };
        command.SetAction((parse, cancellation) => Guard.RunAsync("migrate", () => RunAsync(DataOption.Folder(parse, data), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        var settings = Settings.Read(folder);
        await using var owner = Database.Open(settings.OwnerConnection
            ?? throw new UserFault($"Found no owner_connection in {Settings.FileName}, expected the role that owns the schema."));
        var applied = await new Migrator(owner, ProgramName.Text).MigrateAsync(cancellation);
        foreach (var file in applied) Console.WriteLine($"applied {file.Name}");
        if (applied.Count == 0) Console.WriteLine("the schema is up to date");
        foreach (var sentence in await InstallFlows.EverywhereAsync(settings, TimeProvider.System, cancellation))
            Console.WriteLine(sentence);
        return ExitCodes.Done;
    }
}
