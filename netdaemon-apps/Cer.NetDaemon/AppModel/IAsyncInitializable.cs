namespace NetDaemon.AppModel;

/// <summary>An app that has something to do before it runs and may wait for it.</summary>
public interface IAsyncInitializable
{
    Task InitializeAsync(CancellationToken cancellationToken);
}
