using Cer.Host.Backup;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Watch;

/// <summary>Makes the backup of the night; of several workflows that ask for it, one makes it.</summary>
internal sealed class BackupNowActivity(DueBackup backup) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Cer.BackupNow", "Energia: dati")
    {
        Inputs = [new("always", DataType.Flag, false)],
        Outputs = ["file", "removed", "problem"],
        Outcomes = ["Done", "Failed", "NothingToDo"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (!context.IsKept())
        {
            context.Services.Port.Log("Effect", "The backup of the night would be made.");
            await context.CompleteAsync(["NothingToDo"], cancellation);
            return;
        }

        var made = await backup.RunAsync(context.FlagInput("always"), cancellation);
        context.Output("file", made.File);
        context.Output("removed", made.Removed.Count);
        context.Output("problem", made.Problem);
        await context.CompleteAsync([made.Problem is not null ? "Failed" : made.File is null ? "NothingToDo" : "Done"], cancellation);
    }
}
