using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>A month of energy whose amounts were approved in a year.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Shared">What was shared in it.</param>
/// <param name="Tip">The tariff, surplus included; as settled here.</param>
/// <param name="Surplus">Of it, the surplus.</param>
public sealed record YearMonthDealt(YearMonth Month, Energy Shared, Money Tip, Money Surplus);
