using System.Reactive.Linq;
using NetDaemon.HassModel.Entities;

namespace NetDaemon.HassModel;

/// <summary>What is often asked of a context.</summary>
public static class HaContextExtensions
{
    /// <summary>Changes after which the state is another one.</summary>
    public static IObservable<StateChange> StateChanges(this IHaContext haContext)
    {
        ArgumentNullException.ThrowIfNull(haContext);
        return haContext.StateAllChanges().StateChangesOnly();
    }

    /// <summary>Events of one type that have data.</summary>
    public static IObservable<Event<T>> Filter<T>(this IObservable<Event> events, string eventType)
        where T : class => events
        .Where(one => one.EventType == eventType && one.DataElement is not null)
        .Select(one => new Event<T>(one));
}
