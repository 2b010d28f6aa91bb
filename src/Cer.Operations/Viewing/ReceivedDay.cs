using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>How many quarter hours came in of a day, and how many of them were not measured.</summary>
public sealed record ReceivedDay(LocalDate Day, long Received, long Estimated);
