namespace Cer.Apps;

/// <summary>Where rows are handed over.</summary>
public interface IPlatformDoor
{
    Task<DoorAnswer> SendAsync(IReadOnlyList<EnergyRow> rows, CancellationToken cancellation);
}
