using Cer.Host.Alarms;
using Cer.Host.Board;
using Cer.Host.Checking;
using Cer.Host.Closing;
using Cer.Host.Curves;
using Cer.Host.Dashboards;
using Cer.Host.Desk;
using Cer.Host.Devices;
using Cer.Host.Explaining;
using Cer.Host.Gaps;
using Cer.Host.GseRequests;
using Cer.Host.Homes.Mapping;
using Cer.Host.Homes;
using Cer.Host.Live;
using Cer.Host.Mail;
using Cer.Host.Market;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Reconciling;
using Cer.Host.Regolamenti;
using Cer.Host.Settlements;
using Cer.Host.Submitting;
using Cer.Host.Truth;
using Cer.Host.Viewing.DataQuality;
using Cer.Host.Viewing.Hall;
using Cer.Host.Viewing.Members;
using Cer.Host.Viewing.Months;
using Cer.Host.Viewing.Plants;
using Cer.Host.Viewing.Today;
using Cer.Host.Workflows;

namespace Cer.Host.Viewing;

/// <summary>Every call of the staff, behind one guard.</summary>
internal static class StaffRoutes
{
    public static void MapStaff(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("").RequireStaff();
        staff.MapSettlements();
        routes.MapCommunities();
        staff.MapGaps();
        staff.MapLive();
        var pages = staff.MapGroup("/api/communities/{community}").WithTags("Pages");
        pages.MapToday();
        pages.MapHall();
        pages.MapHome();
        pages.MapMapping();
        pages.MapMonths();
        pages.MapExplaining();
        pages.MapHour();
        pages.MapChecking();
        pages.MapPlants();
        pages.MapMembers();
        pages.MapQuality();
        pages.MapMail();
        pages.MapPrices();
        routes.MapBoard();
        routes.MapBuildings();
        pages.MapHistory();
        routes.MapCurves();
        routes.MapPrecedence();
        routes.MapDevices();
        routes.MapIdentifier();
        routes.MapMeterChanges();
        routes.MapPowers();
        routes.MapConsents();
        routes.MapTotalConsents();
        routes.MapDesk();
        routes.MapSettings();
        routes.MapGseRequest();
        routes.MapClosing();
        routes.MapRegolamento();
        routes.MapPaying();
        routes.MapSubmissions();
        routes.MapLayouts();
        routes.MapReconciling();
        routes.MapAlarms();
        routes.MapDrafts();
        routes.MapFlows();
    }
}
