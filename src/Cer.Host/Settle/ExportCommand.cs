using System.CommandLine;
using Cer.Host.Data;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>The verb <c>export</c>: a stored community as an input folder of the contract.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var output = new Option<string>("--output") { Description = "Folder to write; whole or not at all.", Required = true };
        var from = new Option<string?>("--from") { Description = "First month; that of the first reading when left out." };
        var to = new Option<string?>("--to") { Description = "Last month; that of the last reading when left out." };
        var command = new Command("export", "Write a community as an input folder: settled from there, it gives the same bytes.")
        {
            data, community, output, from, to,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("export", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            using var folder = new FolderOutput(parse.GetValue(output)!);
            var faults = await services.GetRequiredService<ExportContract>().RunAsync(
                await services.CommunityAsync(parse.GetValue(community)!, cancellation),
                MonthArgument.Read("--from", parse.GetValue(from)),
                MonthArgument.Read("--to", parse.GetValue(to)),
                folder,
                cancellation);
            FaultPrinter.Print(faults);
            return faults.IsEmpty ? ExitCodes.Done : ExitCodes.WrongInput;
        }));
        return command;
    }
}
