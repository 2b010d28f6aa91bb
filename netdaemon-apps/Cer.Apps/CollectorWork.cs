using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>What a collector has to do next: a state that an entity took, or a look at the clock.</summary>
internal readonly record struct CollectorWork(string? Entity, EntityState? State, Instant Now, TaskCompletionSource? Done = null);
