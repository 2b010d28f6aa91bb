namespace NetDaemon.HassModel.Entities;

/// <summary>An area of the registry.</summary>
public record Area
{
    internal Area()
    {
    }

    public string? Name { get; init; }

    public string? Id { get; init; }
}
