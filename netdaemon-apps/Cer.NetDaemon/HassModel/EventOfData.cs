using System.Text.Json;

namespace NetDaemon.HassModel;

/// <summary>An event whose data have a type.</summary>
public record Event<TData> : Event
    where TData : class
{
    private readonly Lazy<TData?> _data;

    public Event(Event source)
        : base(source) => _data = new(() => DataElement?.Deserialize<TData>());

    public TData? Data => _data.Value;
}
