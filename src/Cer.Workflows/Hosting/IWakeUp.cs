namespace Cer.Workflows.Hosting;

/// <summary>Hears that something was put down. It only shortens waits: nothing is lost with it.</summary>
public interface IWakeUp
{
    /// <summary>What is heard from now on; to be taken before one looks, so that nothing falls between.</summary>
    Task Next(News news);
}
