using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>An amount that is owed to a member and is in no payment.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Entry">The entry of the ledger.</param>
/// <param name="Line">The line of it.</param>
/// <param name="Month">The month of energy; null where it is of none.</param>
/// <param name="Amount">Below zero a debt.</param>
public sealed record OpenItem(int Member, int Entry, int Line, YearMonth? Month, Money Amount);
