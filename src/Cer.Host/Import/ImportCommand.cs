using System.CommandLine;
using Cer.Host.Curves;
using Cer.Host.Data;

namespace Cer.Host.Import;

/// <summary>The verb <c>import</c>: files of any known kind into the store.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community")
        {
            Description = "Code of the community: lower-case letters, digits, hyphen, underscore.",
            Required = true,
        };
        var paths = new Argument<string[]>("path")
        {
            Description =
                "Files or folders: community.yaml with rules/, devices.csv, prices.csv, readings.csv, price files "
                + "of GME (.xml, .xlsx), UrbanDataset messages, bare or as they were pushed (.json).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "import",
            "Take files in; again, it changes nothing. Exit status: 0 all taken; 2 a file was refused; 3 lines were refused or kept apart.")
        {
            data, community, paths,
        };
        var curves = new CurveOptions();
        curves.AddTo(command);
        command.Subcommands.Add(CurveCommand.Undo());
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("import", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var named = parse.GetValue(paths) ?? [];
            if (curves.Of(parse) is { } call)
            {
                return named.Length == 0
                    ? await CurveCommand.RunAsync(
                        services, await services.CommunityAsync(parse.GetValue(community)!, cancellation), call, cancellation)
                    : throw new UserFault("Found other files beside --curves, expected them in a call of their own.");
            }

            var files = ImportFiles.Find(named);
            await using var run = new ImportRun(services, parse.GetValue(community)!);
            return await run.TakeAsync(files, cancellation);
        }));
        return command;
    }
}
