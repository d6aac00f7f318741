# shellcheck shell=bash
# Docker images without a registry: Debian's busybox, nginx, redis and sshd with the
# libraries they need, as tar files that are the same, byte for byte, for the
# same packages. They are kept in .cache/lab/ of the project between labs.

IMAGE_CACHE=$PROJECT_DIR/.cache/lab
IMAGES=(busybox nginx redis openssh)

# package_version PACKAGE: upstream's part, e.g. 1.22.1.
package_version() {
  local version
  version=$(dpkg-query --show --showformat '${Version}' "$1")
  version=${version#*:}
  version=${version%%-*}
  say "${version%%+*}"
}

# image_tag IMAGE: the name containers show, e.g. nginx:1.22.1.
image_tag() {
  case $1 in
    busybox) say "busybox:$(package_version busybox-static)" ;;
    nginx) say "nginx:$(package_version nginx-light)" ;;
    redis) say "redis:$(package_version redis-server)" ;;
    openssh) say "openssh:$(package_version openssh-server)" ;;
  esac
}

# image_tar IMAGE: its file in the cache. The name holds all that goes into it.
image_tar() { say "$IMAGE_CACHE/$1-$image_key.tar"; }

# name_images: sets image_key, which image_tar needs.
name_images() {
  image_key=$({
    dpkg-query --show busybox-static nginx-light redis-server redis-tools openssh-server libc6 libssl3
    cat "$LAB_DIR/lib/images.sh" "$LAB_DIR"/etc/{nginx.conf,bastion.sh}
  } | sha256sum | cut -c1-16)
}

images_cached() {
  local image
  for image in "${IMAGES[@]}"; do
    [[ -e $(image_tar "$image") ]] || return 1
  done
}

# build_images: fills the cache.
build_images() {
  local image pids=() pid
  mkdir -p "$IMAGE_CACHE"
  for image in "${IMAGES[@]}"; do
    [[ -e $(image_tar "$image") ]] || { build_image "$image" & pids+=($!); }
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
}

# build_image IMAGE: several labs may build the same at once; the last one wins.
build_image() {
  local image=$1 root
  root=$(mktemp -d "$LAB_STATE/image-$image.XXXXXX")
  base_files "$root"
  "${image}_files" "$root"
  tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
    --directory "$root" --file "$root.tar" .
  rm -f "$IMAGE_CACHE/$image"-*.tar
  mv "$root.tar" "$(image_tar "$image")"
  rm -rf "$root"
}

# base_files ROOT: a busybox userland, so that `docker exec ... sh` works in all.
base_files() {
  local root=$1 applet
  chmod 0755 "$root"
  mkdir -p "$root"/{dev,etc,proc,sys,root,run,usr/bin,usr/sbin,usr/lib,usr/lib64,var/log,var/lib}
  mkdir -m 1777 "$root/tmp"
  ln -s usr/bin "$root/bin"
  ln -s usr/sbin "$root/sbin"
  ln -s usr/lib "$root/lib"
  ln -s usr/lib64 "$root/lib64"
  install -m 0755 "$(command -v busybox)" "$root/usr/bin/busybox"
  for applet in $(busybox --list); do
    [[ -e $root/usr/bin/$applet ]] || ln -s busybox "$root/usr/bin/$applet"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
}

busybox_files() { :; }

nginx_files() {
  add_program "$1" nginx /usr/sbin
  mkdir -p "$1/etc/nginx" "$1/var/lib/nginx" "$1/var/log/nginx" "$1/usr/share/nginx"
  install -m 0644 "$LAB_DIR/etc/nginx.conf" "$1/etc/nginx/nginx.conf"
}

redis_files() {
  add_program "$1" redis-server /usr/bin
  add_program "$1" redis-cli /usr/bin
  mkdir -p "$1/data"
}

openssh_files() {
  add_program "$1" sshd /usr/sbin
  add_program "$1" ssh-keygen /usr/bin
  local part
  for part in /usr/lib/openssh/sshd-{session,auth}; do # since OpenSSH 9.8
    [[ ! -e $part ]] || add_program "$1" "$part" ""
  done
  mkdir -p "$1/etc/ssh" "$1/run/sshd"
  printf 'sshd:x:100:65534::/run/sshd:/bin/false\n' >>"$1/etc/passwd"
  install -m 0755 "$LAB_DIR/etc/bastion.sh" "$1/usr/bin/bastion"
}

# add_program ROOT PROGRAM DIR: the program and what ldd names, at their paths.
add_program() {
  local library
  install -D -m 0755 "$(command -v "$2")" "$1$3/$2"
  while read -r library; do
    install -D -m 0755 "$library" "$1$library"
  done < <(ldd "$(command -v "$2")" | grep -oE '/[^ ]+\.so[^ ]*')
}

# import_images PID: into a gateway's Docker, where not yet there.
import_images() {
  local pid=$1 image tag have importers=() importer
  have=$(docker_on "$pid" images --format '{{.Repository}}:{{.Tag}}')
  for image in "${IMAGES[@]}"; do
    tag=$(image_tag "$image")
    grep -qxF "$tag" <<<"$have" || { import_image "$pid" "$image" "$tag" & importers+=($!); }
  done
  for importer in "${importers[@]}"; do wait "$importer"; done
}

import_image() {
  local changes
  case $2 in
    busybox) changes=(--change 'CMD ["sh"]') ;;
    nginx) changes=(--change 'CMD ["nginx"]' --change 'EXPOSE 80') ;;
    redis)
      changes=(--change 'CMD ["redis-server", "--bind", "*", "-::*", "--protected-mode", "no", "--save", ""]'
        --change 'EXPOSE 6379' --change 'WORKDIR /data')
      ;;
    openssh) changes=(--change 'CMD ["bastion"]' --change 'EXPOSE 22') ;;
  esac
  docker_on "$1" import "${changes[@]}" "$(image_tar "$2")" "$3" >/dev/null
}
