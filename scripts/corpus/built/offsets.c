/*
 * Where this build put the members of its structures, as lines of assembly `->name offset`. Compiled in the kernel's
 * own tree: debug information of a shuffled build shows the layout before it was shuffled.
 */
#include <linux/cred.h>
#include <linux/kbuild.h>
#include <linux/mm_types.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#define TASK(name, member) asm volatile("\n.ascii \"->" name " %0\"" : : "i"(offsetof(struct task_struct, member)))
#define OF(name, type, member) asm volatile("\n.ascii \"->" name " %0\"" : : "i"(offsetof(struct type, member)))

int main(void)
{
	TASK("state", __state);
	TASK("stack", stack);
	TASK("flags", flags);
	TASK("sched_class", sched_class);
	TASK("tasks", tasks);
	TASK("mm", mm);
	TASK("active_mm", active_mm);
	TASK("exit_state", exit_state);
	TASK("pid", pid);
	TASK("tgid", tgid);
	TASK("real_parent", real_parent);
	TASK("parent", parent);
	TASK("children", children);
	TASK("sibling", sibling);
	TASK("group_leader", group_leader);
	TASK("thread_pid", thread_pid);
	TASK("thread_group", thread_group);
	TASK("thread_node", thread_node);
	TASK("start_time", start_time);
	TASK("start_boottime", start_boottime);
	TASK("real_cred", real_cred);
	TASK("cred", cred);
	TASK("comm", comm);
	TASK("fs", fs);
	TASK("files", files);
	TASK("nsproxy", nsproxy);
	TASK("signal", signal);
	TASK("sighand", sighand);
	OF("cred.uid", cred, uid);
	OF("cred.gid", cred, gid);
	OF("cred.euid", cred, euid);
	OF("cred.egid", cred, egid);
	OF("cred.fsuid", cred, fsuid);
	OF("cred.fsgid", cred, fsgid);
	OF("pid.level", pid, level);
	OF("pid.numbers", pid, numbers);
	OF("signal.thread_head", signal_struct, thread_head);
	OF("mm.pgd", mm_struct, pgd);
	return 0;
}
