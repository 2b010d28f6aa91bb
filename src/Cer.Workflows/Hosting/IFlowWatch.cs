namespace Cer.Workflows.Hosting;

/// <summary>Reads what became of schedules, without a node and without changing anything.</summary>
public interface IFlowWatch
{
    /// <summary>The schedules of all published definitions: of one tenant, or of all.</summary>
    ValueTask<IReadOnlyList<WatchedFlow>> ListAsync(int? tenant, CancellationToken cancellation);
}
